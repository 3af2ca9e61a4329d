package dev.offboard.identity.credential;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.PlainText;
import dev.offboard.messaging.access.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tells an application whose API key it was shown. As in RFC 7662 section 2.2, anything that is no
/// live key is just not active, whatever the reason.
@RestController
final class IntrospectionApi {
  private final KeyRing keys;

  IntrospectionApi(KeyRing keys) {
    this.keys = keys;
  }

  @PostMapping("/api/api-keys/introspect")
  Introspection introspectApiKey(Caller caller, @RequestBody Presented presented) {
    if (presented.key() == null) {
      throw PlainText.invalid("key", "is missing");
    }
    return keys.ownerOf(new ApiKeySecret(presented.key()))
        .filter(o -> caller.sees(o.tenantId()))
        .map(o -> new Introspection(true, o.tenantId(), o.userId(), o.keyId()))
        .orElse(Introspection.INACTIVE);
  }

  record Presented(@Nullable String key) {
    @Override
    public String toString() {
      return "Presented[hidden]";
    }
  }

  record Introspection(
      boolean active, @Nullable TenantId tenantId, @Nullable UserId userId, @Nullable UUID keyId) {
    static final Introspection INACTIVE = new Introspection(false, null, null, null);
  }
}
