package dev.offboard.orchestrator.certificate;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ResilientCalls;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches certificates from audit-service.
class Certificates {
  private static final Logger log = LoggerFactory.getLogger(Certificates.class);

  /// A restart of audit-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final AuditProperties properties;
  private final String token;
  private final ResilientCalls calls;

  Certificates(AuditProperties properties, String token, ResilientCalls calls) {
    this.properties = properties;
    this.token = token;
    this.calls = calls;
  }

  /// What audit-service answers, whatever it is.
  ///
  /// @param accept the form that is asked for
  /// @throws ApiProblem 503 `audit-away` if it doesn't
  HttpResponse<String> fetch(OffboardingId id, String accept) {
    URI url = properties.url().resolve("/api/offboardings/%s/certificate".formatted(id));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + token)
            .header("Accept", accept)
            .timeout(properties.callTimeout())
            .GET()
            .build();
    try {
      return calls.send(request);
    } catch (CallNotPermittedException e) {
      throw away(id, "has failed too often lately and is left alone for a moment", e);
    } catch (TimeoutException | IOException e) {
      throw away(id, "does not answer", e);
    }
  }

  private static ApiProblem away(OffboardingId id, String what, @Nullable Exception cause) {
    log.warn(
        "audit-service {} when asked for the certificate of offboarding {}; the caller is told to"
            + " ask again: {}",
        what,
        id,
        String.valueOf(cause));
    return ApiProblem.unavailable(
        "audit-away",
        "audit-service %s. The certificate is not lost: ask again after %d s."
            .formatted(what, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }
}
