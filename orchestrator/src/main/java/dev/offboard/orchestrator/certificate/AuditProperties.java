package dev.offboard.orchestrator.certificate;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where audit-service is.
///
/// @param callTimeout for one call
/// @param totalTimeout for all tries of one request together
@ConfigurationProperties("offboard.audit")
record AuditProperties(URI url, Duration callTimeout, Duration totalTimeout) {}
