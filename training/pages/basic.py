from training.sample import Deed, Sample
def press(random):
    names=["Save","Delete","Cancel","Next"]; random.shuffle(names)
    return Sample(f"Click the {names[0]} button", {"/": "<body>"+"".join(f"<button>{n}</button>" for n in sorted(names))+"</body>"}, (Deed("click", f"button:nth-of-type({sorted(names).index(names[0])+1})"), Deed("stop")))
FAMILIES={"press": press}
