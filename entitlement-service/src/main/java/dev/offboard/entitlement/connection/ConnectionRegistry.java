package dev.offboard.entitlement.connection;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import dev.offboard.messaging.chassis.ApiProblem;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps connections as they were last put, and each secret with the target it was given for: who
/// may change a target must not get to read the secret by it.
@Component
class ConnectionRegistry {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final String SIGNING_KEY = "whsec_";

  private final Connections connections;
  private final TargetRule targets;
  private final ApplicationEventPublisher events;

  ConnectionRegistry(
      Connections connections, TargetRule targets, ApplicationEventPublisher events) {
    this.connections = connections;
    this.targets = targets;
    this.events = events;
  }

  @Transactional
  void put(Connection.Key key, Connection.Setup setup, @Nullable Secret secret) {
    Optional<Connection.Setup> before = connections.find(key).map(Connection::setup);
    boolean keepsSecret = before.filter(setup::reachesTheSameAs).isPresent();
    if (setup.method() != Method.MANUAL && secret == null && !keepsSecret) {
      throw bad("secret", "is missing (expected: one for this target, also if it has changed)");
    }
    if (!connections.put(key, setup)) {
      throw unknown(key);
    }
    if (setup.method() == Method.MANUAL) {
      connections.forgetSecret(key);
    } else if (secret != null) {
      connections.putSecret(key, secret);
    }
    events.publishEvent(new ConnectionChanged(key));
  }

  /// Lets a call be made now of what waits for one, also to an application that is left alone: one,
  /// which tells whether it works again. Twice is harmless.
  @Transactional
  void probe(Connection.Key key) {
    Connection known = connections.find(key).orElseThrow(() -> notConnected(key));
    if (known.setup().method() == Method.MANUAL) {
      throw ApiProblem.conflict(
          "connection-manual",
          "Application %s is looked after by people: nothing can be called. Nothing was done; complete its tasks."
              .formatted(key));
    }
    if (known.health().disabledAt() != null) {
      throw ApiProblem.conflict(
          "connection-disabled",
          "Application %s said itself that it wants no more calls. Nothing was done; put its connection again."
              .formatted(key));
    }
    if (known.health().quarantinedAt() != null) {
      connections.touch(key);
    }
    events.publishEvent(new ConnectionChanged(key));
  }

  static ApiProblem notConnected(Connection.Key key) {
    return ApiProblem.notFound(
        "connection-unknown",
        "Application %s of tenant %s is not connected: its grants here are all there is. PUT connects it."
            .formatted(key.applicationId(), key.tenantId()));
  }

  @Transactional
  void delete(Connection.Key key) {
    events.publishEvent(new Disconnecting(key));
    connections.delete(key);
  }

  static ApiProblem unknown(Connection.Key key) {
    return ApiProblem.notFound(
        "application-unknown",
        "Tenant %s has no application %s. Nothing was changed; put the application first."
            .formatted(key.tenantId(), key.applicationId()));
  }

  /// Before [#put], and not in its transaction: it resolves a name, which may take seconds.
  ///
  /// @throws ApiProblem 400 that names the field
  void check(Connection.Setup setup, @Nullable Secret secret) {
    if (setup.deadline().compareTo(SHORTEST) < 0 || setup.deadline().compareTo(LONGEST) > 0) {
      throw bad(
          "deadline", "%s (expected: %s to %s)".formatted(setup.deadline(), SHORTEST, LONGEST));
    }
    URI target = setup.target();
    if (setup.method() == Method.MANUAL) {
      if (target != null || secret != null) {
        throw bad(
            target != null ? "target" : "secret", "is given (expected: none, as it is manual)");
      }
      return;
    }
    if (target == null) {
      throw bad("target", "is missing (expected: an https URL)");
    }
    targets.check(target, setup.method());
    if (setup.method() == Method.WEBHOOK && secret != null && !isSigningKey(secret)) {
      throw bad("secret", "is no signing key (expected: whsec_ and the base64 of 24 to 64 bytes)");
    }
  }

  /// As Standard Webhooks asks for it.
  private static boolean isSigningKey(Secret secret) {
    String text = secret.revealed();
    if (!text.startsWith(SIGNING_KEY)) {
      return false;
    }
    try {
      int bytes = java.util.Base64.getDecoder().decode(text.substring(SIGNING_KEY.length())).length;
      return bytes >= 24 && bytes <= 64 && new Webhook(text) != null;
    } catch (IllegalArgumentException | EmptyWebhookSecretException e) {
      return false;
    }
  }

  private static ApiProblem bad(String field, String what) {
    return ApiProblem.badRequest("invalid-value", field + ": " + what + ". Nothing was changed.")
        .with("field", field);
  }
}
