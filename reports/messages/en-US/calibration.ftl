calibration-signal = Behaviors
