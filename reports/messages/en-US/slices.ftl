# What Americans write otherwise: the hours of the day, and canceling.

slice-hour-0-6 = between midnight and 6 am
    .where = between midnight and 6 am
slice-hour-6-9 = between 6 am and 9 am
    .where = between 6 am and 9 am
slice-hour-9-12 = between 9 am and noon
    .where = between 9 am and noon
slice-hour-12-15 = between noon and 3 pm
    .where = between noon and 3 pm
slice-hour-15-18 = between 3 pm and 6 pm
    .where = between 3 pm and 6 pm
slice-hour-18-24 = between 6 pm and midnight
    .where = between 6 pm and midnight

slice-stage-return = returns and canceling
    .where = at the stage of returns and canceling
