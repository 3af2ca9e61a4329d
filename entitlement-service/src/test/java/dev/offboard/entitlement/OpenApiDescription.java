package dev.offboard.entitlement;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;

/// What the code can't say of the API: summaries, errors, the token.
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDescription {
  static {
    SpringDocUtils.getConfig()
        .replaceWithClass(TenantId.class, String.class)
        .replaceWithClass(UserId.class, String.class)
        .replaceWithClass(Epoch.class, Integer.class);
  }
}
