package dev.offboard.session.login;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Opens and lists the sessions of one user. Whether the user exists and may sign in is the
/// caller's business; whether it has been offboarded is known here.
@RestController
@RequestMapping("/api/tenants/{tenantId}/users/{userId}/sessions")
class SessionsEndpoint {
  /// More than anybody has devices; what is older is history, not something to end.
  private static final int LISTED = 200;

  private final Opening opening;
  private final Sessions sessions;
  private final Clock clock;

  SessionsEndpoint(Opening opening, Sessions sessions, Clock clock) {
    this.opening = opening;
    this.sessions = sessions;
    this.clock = clock;
  }

  @PostMapping
  ResponseEntity<OpenedSession> openSession(
      @PathVariable TenantId tenantId,
      @PathVariable UserId userId,
      @RequestBody(required = false) @Nullable OpenSession wish) {
    OpenedSession opened =
        opening.open(new UserRef(tenantId, userId), wish == null ? OpenSession.PLAIN : wish);
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(opened);
  }

  @GetMapping
  SessionList listSessions(@PathVariable TenantId tenantId, @PathVariable UserId userId) {
    Instant now = clock.instant();
    return new SessionList(
        sessions.of(new UserRef(tenantId, userId), LISTED).stream()
            .map(session -> ListedSession.of(session, now))
            .toList());
  }

  /// Newest first, at most 200.
  record SessionList(List<ListedSession> sessions) {}
}
