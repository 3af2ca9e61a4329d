package dev.offboard.orchestrator.completion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param pollInterval how late a timer fires at most, while it keeps up
@ConfigurationProperties("offboard.timers")
record TimerProperties(Duration pollInterval) {}
