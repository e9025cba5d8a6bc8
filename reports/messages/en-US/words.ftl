# What Americans write otherwise; everything else is said as in English.

date-long = EEEE, MMMM d, y
date-full = MMMM d, y
date-short = MMMM d
date-day = EEEE, MMMM d
date-table = EEE, MMMM d, y
date-axis = MMM d
percent = { $number }%
percent-under = under { $number }%
percent-over = over { $number }%
