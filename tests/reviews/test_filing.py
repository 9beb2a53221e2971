def test_x(as_camper):
    r = as_camper.post("/c/ai-7/weeks/9/review/filing", {"title": "몸은 지쳤지만"})
    print(r.status_code, r.headers.get("location"), r.text[:3000])
    assert r.status_code == 303
