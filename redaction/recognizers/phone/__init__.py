"""Telephone numbers: shape first, then numbering plans, words beside them and the place they stand in.

    a run of digits -> `recognizer` -> `runs`: where in it numbers may begin and end
                                    -> `shapes`: for each whether anything makes it a number
                                           -> `plan`: a country's plan could have assigned it
                                    -> the longest and surest of them

What speaks for a number:
    its own form: `national` groups, the `plan` of the country whose code leads it
    words: `words` beside it, in the languages of `languages` and `more_languages`; `leads` directly before it; the
        alphabet around it (`scripts`); `signed` below a letter; `answers` to a question above
    no word: `unsaid`, in a sentence, a row or a list, with the words of `unsaid_words`
    names: `keys` and `names` of fields and variables
    another number: `twins` of one that stands before, the two ends of `calls`

What speaks against: `other` forms of other things, `things` that are numbered, counted or paid, `beside` it another
number or an address, `versions_and_prices`. `said` weighs what the text says, for and against.

Looked for apart from runs: `short` numbers, and what `switches` write. `lines` joins what a line end cuts in two.
"""
