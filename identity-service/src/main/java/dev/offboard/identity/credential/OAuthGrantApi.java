package dev.offboard.identity.credential;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.PlainText;
import dev.offboard.identity.account.Account;
import dev.offboard.identity.account.Directory;
import dev.offboard.identity.credential.OAuthGrants.OAuthGrant;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What an authorization server tells and asks about users' consents: it keeps the tokens, this
/// service knows whether they may still be refreshed.
@RestController
final class OAuthGrantApi {
  /// RFC 6749 appendix A.1: visible ASCII and blanks.
  private static final Pattern CLIENT_ID = Pattern.compile("[\\x20-\\x7e]{1,255}");

  /// RFC 6749 section 3.3.
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255}");

  private static final int MOST_SCOPES = 100;
  private static final String OF_A_USER = "/api/tenants/{tenantId}/users/{userId}/oauth-grants";

  private final Directory directory;
  private final OAuthGrants grants;
  private final TransactionOperations transactions;

  OAuthGrantApi(Directory directory, OAuthGrants grants, TransactionOperations transactions) {
    this.directory = directory;
    this.grants = grants;
    this.transactions = transactions;
  }

  @PostMapping(OF_A_USER)
  @ResponseStatus(HttpStatus.CREATED)
  OAuthGrant putOAuthGrant(
      @PathVariable TenantId tenantId, @PathVariable UserId userId, @RequestBody GrantBody body) {
    String clientId = clientId(body.clientId());
    SortedSet<String> scopes = scopes(body.scopes());
    UserRef user = new UserRef(tenantId, userId);
    return transactions.execute(
        tx -> {
          Account account = directory.requireActive(user);
          return grants.put(new Holder(user, account.epoch()), clientId, scopes);
        });
  }

  @GetMapping(OF_A_USER)
  Grants listOAuthGrants(@PathVariable TenantId tenantId, @PathVariable UserId userId) {
    UserRef user = new UserRef(tenantId, userId);
    directory.require(user);
    return new Grants(grants.of(user));
  }

  /// Again changes nothing.
  @DeleteMapping(OF_A_USER + "/{grantId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revokeOAuthGrant(
      @PathVariable TenantId tenantId, @PathVariable UserId userId, @PathVariable UUID grantId) {
    UserRef user = new UserRef(tenantId, userId);
    directory.require(user);
    if (!grants.revoke(user, grantId)) {
      throw ApiProblem.notFound(
          "grant-unknown",
          "User %s has no OAuth grant %s. Nothing was done.".formatted(user, grantId));
    }
  }

  /// To be asked before a token is refreshed. Anything that is no live grant is just not active.
  @PostMapping("/api/oauth-grants/introspect")
  Introspection introspectOAuthGrant(Caller caller, @RequestBody Asked asked) {
    if (asked.tenantId() == null || asked.userId() == null) {
      throw PlainText.invalid(asked.tenantId() == null ? "tenantId" : "userId", "is missing");
    }
    String clientId = clientId(asked.clientId());
    return caller.sees(asked.tenantId())
        ? grants
            .live(new UserRef(asked.tenantId(), asked.userId()), clientId)
            .map(grant -> new Introspection(true, grant.grantId(), grant.scopes()))
            .orElse(Introspection.INACTIVE)
        : Introspection.INACTIVE;
  }

  record GrantBody(@Nullable String clientId, @Nullable List<@Nullable String> scopes) {}

  record Grants(List<OAuthGrant> oauthGrants) {}

  record Asked(@Nullable TenantId tenantId, @Nullable UserId userId, @Nullable String clientId) {}

  record Introspection(boolean active, @Nullable UUID grantId, @Nullable SortedSet<String> scopes) {
    static final Introspection INACTIVE = new Introspection(false, null, null);
  }

  private static String clientId(@Nullable String value) {
    String given = PlainText.required("clientId", value, 255);
    if (!CLIENT_ID.matcher(given).matches()) {
      throw PlainText.invalid(
          "clientId", "is no client id (expected: 1 to 255 visible ASCII characters)");
    }
    return given;
  }

  private static SortedSet<String> scopes(@Nullable List<@Nullable String> values) {
    if (values == null || values.isEmpty() || values.size() > MOST_SCOPES) {
      throw PlainText.invalid(
          "scopes",
          "%d given (expected: 1 to %d)"
              .formatted(values == null ? 0 : values.size(), MOST_SCOPES));
    }
    SortedSet<String> scopes = new TreeSet<>();
    for (@Nullable String value : values) {
      if (value == null || !SCOPE.matcher(value).matches()) {
        throw PlainText.invalid(
            "scopes",
            "has one that is no scope (expected: 1 to 255 characters of RFC 6749 section 3.3)");
      }
      scopes.add(value);
    }
    return scopes;
  }
}
