from tests import factories
def test_pages(as_camper, camper, as_mentor, as_peer, question, statements):
    factories.reply(question, text="답")
    q2 = factories.question("둘째\n\n본문", author=camper, without_name=True, tags=("pytorch","b c"), origin="lecture")
    for who in (as_camper, as_peer, as_mentor):
        for address in ("/c/ai-7/questions/", "/c/ai-7/questions/?state=open&week=9&tag=pytorch&free=1", "/c/ai-7/questions/new", f"/c/ai-7/questions/{question.id}", f"/c/ai-7/questions/{q2.id}", "/c/ai-7/queue/"):
            with statements() as ran:
                r = who.get(address)
            print(address, r.status_code, len(ran))
            if r.status_code == 500: print(r.text)
