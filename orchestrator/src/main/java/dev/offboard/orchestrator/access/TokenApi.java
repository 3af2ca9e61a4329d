package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tokens")
final class TokenApi {
  private final TokenIssuing issuing;

  TokenApi(TokenIssuing issuing) {
    this.issuing = issuing;
  }

  record RotationBody(@Nullable Long overlapSeconds) {}

  record Tokens(List<TokenView> tokens) {}

  /// The answer shows the token, this once.
  @PostMapping
  ResponseEntity<TokenView> createToken(Caller caller, @RequestBody TokenBody body) {
    TokenView made = issuing.issue(caller, body);
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create("/api/tokens/" + made.id()))
        .cacheControl(CacheControl.noStore())
        .body(made);
  }

  @GetMapping
  Tokens listTokens(Caller caller, @RequestParam(required = false) @Nullable TenantId tenantId) {
    return new Tokens(issuing.list(caller, tenantId));
  }

  @GetMapping("/{id}")
  TokenView getToken(Caller caller, @PathVariable UUID id) {
    return issuing.get(caller, id);
  }

  /// Another secret for the same token, shown this once; the one before is good for the overlap.
  @PostMapping("/{id}/rotation")
  ResponseEntity<TokenView> rotateToken(
      Caller caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable RotationBody body) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(issuing.rotate(caller, id, body == null ? null : body.overlapSeconds()));
  }

  /// Takes effect everywhere within ten seconds.
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revokeToken(Caller caller, @PathVariable UUID id) {
    issuing.revoke(caller, id);
  }
}
