package dev.offboard.orchestrator.certificate;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.saga.Offboarding;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class CertificateApi {
  /// The page says itself what it may show.
  private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  private final Offboardings offboardings;
  private final Certificates certificates;

  CertificateApi(Offboardings offboardings, Certificates certificates) {
    this.offboardings = offboardings;
    this.certificates = certificates;
  }

  /// As audit-service issues it: JSON, or a page to print where HTML is asked for.
  @GetMapping("/api/offboardings/{id}/certificate")
  ResponseEntity<String> certificate(
      Caller caller,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.APPLICATION_JSON_VALUE)
          String accept) {
    Offboarding offboarding =
        offboardings
            .find(new OffboardingId(id))
            .filter(found -> caller.sees(found.user().tenantId()))
            .orElseThrow(
                () ->
                    ApiProblem.notFound(
                        "offboarding-unknown", "There is no offboarding %s.".formatted(id)));
    HttpResponse<String> answer = certificates.fetch(offboarding.id(), accept);
    if (answer.statusCode() == HttpStatus.NOT_FOUND.value()) {
      // the audit hears of it a moment later
      throw ApiProblem.conflict(
              "not-sealed",
              "Offboarding %s is %s; its certificate is issued when it has ended."
                  .formatted(id, offboarding.state()))
          .with("state", offboarding.state());
    }
    return ResponseEntity.status(answer.statusCode())
        .cacheControl(CacheControl.noCache())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .headers(
            it ->
                answer
                    .headers()
                    .firstValue(CONTENT_SECURITY_POLICY)
                    .ifPresent(policy -> it.set(CONTENT_SECURITY_POLICY, policy)))
        .contentType(
            answer
                .headers()
                .firstValue(HttpHeaders.CONTENT_TYPE)
                .map(MediaType::parseMediaType)
                .orElse(MediaType.APPLICATION_JSON))
        .body(answer.body());
  }
}
