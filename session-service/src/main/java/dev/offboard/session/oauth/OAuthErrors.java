package dev.offboard.session.oauth;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Says errors of the OAuth endpoints in the words of RFC 6749 section 5.2.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OAuthErrors {
  @ExceptionHandler
  ResponseEntity<OAuthError> refused(OAuthRefusal refusal) {
    return ResponseEntity.badRequest()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(refusal.body());
  }
}
