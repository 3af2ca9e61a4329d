package dev.offboard.orchestrator.directory;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where entitlement-service is.
///
/// @param callTimeout for one call
/// @param totalTimeout for all tries of one request together
@ConfigurationProperties("offboard.entitlement")
record EntitlementProperties(URI url, Duration callTimeout, Duration totalTimeout) {}
