"""What may be typed about an account."""
from app.accounts.forms.sign_up import NewcomerForm, SignUpForm, form_of_newcomer, open_account
from app.accounts.models import AddressTaken

__all__ = ["AddressTaken", "NewcomerForm", "SignUpForm", "form_of_newcomer", "open_account"]
