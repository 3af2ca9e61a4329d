package dev.offboard.messaging.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/// One more kind of credential that a service accepts beside tokens. It joins the same filter chain
/// and ends in the same [CallerAuthentication], so that the service's table decides about all
/// alike.
@FunctionalInterface
public interface OtherDoor {
  void open(HttpSecurity http);
}
