package dev.offboard.orchestrator.directory;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where identity-service is.
///
/// @param callTimeout for one call
/// @param totalTimeout for all tries of one request together
@ConfigurationProperties("offboard.identity")
record DirectoryProperties(URI url, Duration callTimeout, Duration totalTimeout) {}
