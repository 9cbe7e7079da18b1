"""Person, place, organisation and address names in running text, by a small linear-chain CRF.

The way of a field: `tokenise` cuts it into words, `features` turns each distinct word into a row of label
scores once, `decode` adds the rows of neighbouring words and finds the best label sequence for a whole batch,
`detector` makes spans of the labels. `recognizer` is the same detector as a Presidio `EntityRecognizer`.
"""
