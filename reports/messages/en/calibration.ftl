# How well what was to be expected held on the night's own counts.

calibration-topic = Topics
calibration-signal = Behaviours
calibration-tested = { $counts ->
    [one] { $counts } count
   *[other] { $counts } counts
} on { $nights ->
    [one] { $nights } night
   *[other] { $nights } nights
}, each judged by the nights before it: { $share } were within what was to be expected ({ $right } or a little more is right).
calibration-rare = as high as on 1 night in { $nights }: { $found } (where nothing happens { $right })
calibration-alerts = { $alerts ->
    [one] These nights would have had { $alerts } alert.
   *[other] These nights would have had { $alerts } alerts.
}
