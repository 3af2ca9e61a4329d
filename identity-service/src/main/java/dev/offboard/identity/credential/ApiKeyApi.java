package dev.offboard.identity.credential;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.PlainText;
import dev.offboard.identity.account.Account;
import dev.offboard.identity.account.Directory;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tenants/{tenantId}/users/{userId}/api-keys")
final class ApiKeyApi {
  private static final int LONGEST_LABEL = 100;

  private final Directory directory;
  private final KeyRing keys;
  private final ApiKeys apiKeys;
  private final TransactionOperations transactions;
  private final SecureRandom random = new SecureRandom();

  ApiKeyApi(
      Directory directory, KeyRing keys, ApiKeys apiKeys, TransactionOperations transactions) {
    this.directory = directory;
    this.keys = keys;
    this.apiKeys = apiKeys;
    this.transactions = transactions;
  }

  /// Makes a key and shows it, this once.
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewKey createApiKey(
      @PathVariable TenantId tenantId,
      @PathVariable UserId userId,
      @RequestBody(required = false) @Nullable KeyBody body) {
    String label = PlainText.optional("label", body == null ? null : body.label(), LONGEST_LABEL);
    ApiKeySecret secret = ApiKeySecret.random(random);
    UserRef user = new UserRef(tenantId, userId);
    UUID keyId =
        transactions.execute(
            tx -> {
              Account account = directory.requireActive(user);
              return keys.add(new Holder(user, account.epoch()), label, secret);
            });
    return new NewKey(keyId, secret.value());
  }

  @GetMapping
  Keys listApiKeys(@PathVariable TenantId tenantId, @PathVariable UserId userId) {
    directory.require(new UserRef(tenantId, userId));
    return new Keys(
        apiKeys.findByTenantIdAndUserIdOrderByKeyId(tenantId, userId).stream()
            .map(
                key ->
                    new Key(
                        key.keyId(),
                        key.label(),
                        key.epoch(),
                        key.createdAt(),
                        key.lastUsedAt(),
                        key.revokedAt()))
            .toList());
  }

  record KeyBody(@Nullable String label) {}

  record NewKey(UUID keyId, String key) {
    @Override
    public String toString() {
      return "NewKey[" + keyId + ", hidden]";
    }
  }

  record Keys(List<Key> apiKeys) {}

  /// @param lastUsedAt to the minute; absent if it never was
  record Key(
      UUID keyId,
      @Nullable String label,
      Epoch epoch,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}
}
