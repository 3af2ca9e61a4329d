package dev.offboard.orchestrator.inventory;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the services are that are asked.
@ConfigurationProperties("offboard")
record ServiceAddresses(Address identity, Address entitlement, Address session, Address audit) {
  record Address(URI url) {}
}
