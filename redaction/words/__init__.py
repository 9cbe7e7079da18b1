"""Words that several finders know, each idea in a module of its own: a word added there is known to all of them.

Beside a finder stands only what it knows for a reason of its own, added to these or taken from them. The lists that the
name model was trained with (`redaction.names.features`, `redaction.names.cues`) are no part of this: a word more there
needs a newly trained model.
"""
