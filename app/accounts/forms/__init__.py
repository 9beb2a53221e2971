"""What may be typed about an account."""
from app.accounts.forms.sign_up import SignUpForm, open_account
from app.accounts.models import AddressTaken

__all__ = ["AddressTaken", "SignUpForm", "open_account"]
