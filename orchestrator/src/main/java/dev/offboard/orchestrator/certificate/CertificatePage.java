package dev.offboard.orchestrator.certificate;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The certificate of a finished offboarding to look at, to print and to keep as a file, for people
/// who have signed in.
@Page
final class CertificatePage {
  private final CertificateApi certificates;

  CertificatePage(CertificateApi certificates) {
    this.certificates = certificates;
  }

  @GetMapping("/offboardings/{id}/certificate")
  ResponseEntity<String> look(Caller caller, @PathVariable UUID id) {
    return certificates.certificate(caller, id, MediaType.TEXT_HTML_VALUE);
  }

  /// What `offboard verify` takes.
  @GetMapping("/offboardings/{id}/certificate.json")
  ResponseEntity<String> keep(Caller caller, @PathVariable UUID id) {
    ResponseEntity<String> answer =
        certificates.certificate(caller, id, MediaType.APPLICATION_JSON_VALUE);
    if (!answer.getStatusCode().is2xxSuccessful()) {
      throw ApiProblem.conflict(
          "not-sealed", "The certificate of offboarding %s can't be had right now.".formatted(id));
    }
    return ResponseEntity.ok()
        .headers(it -> it.putAll(answer.getHeaders()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"certificate-%s.json\"".formatted(id))
        .body(answer.getBody());
  }
}
