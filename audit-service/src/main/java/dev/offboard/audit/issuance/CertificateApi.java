package dev.offboard.audit.issuance;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.CertificatePage;
import dev.offboard.audit.log.Owners;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.access.Caller;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class CertificateApi {
  /// The page needs nothing from anywhere.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'";

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final MediaType JSON = MediaType.parseMediaType("application/json;charset=UTF-8");

  private final Certificates certificates;
  private final Owners owners;

  CertificateApi(Certificates certificates, Owners owners) {
    this.certificates = certificates;
    this.owners = owners;
  }

  /// The file, or a page to print where HTML is asked for.
  @GetMapping("/api/offboardings/{id}/certificate")
  ResponseEntity<String> certificate(
      Caller caller,
      @PathVariable OffboardingId id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.APPLICATION_JSON_VALUE)
          String accept) {
    if (!owners.sees(caller, id)) {
      throw Certificates.unknown(id);
    }
    Certificate certificate = certificates.issue(id);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .cacheControl(CacheControl.noCache())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return asksForPage(accept)
        ? answer
            .contentType(HTML)
            .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            .body(CertificatePage.of(certificate))
        : answer.contentType(JSON).body(certificate.toJson());
  }

  /// A browser names HTML before anything else; who takes anything gets the file.
  private static boolean asksForPage(String accept) {
    List<MediaType> types = MediaType.parseMediaTypes(accept);
    return types.stream().anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML))
        && types.stream().noneMatch(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON));
  }
}
