"""What may be claimed of counts: shares of groups, matched conversations, wordings that recur."""
