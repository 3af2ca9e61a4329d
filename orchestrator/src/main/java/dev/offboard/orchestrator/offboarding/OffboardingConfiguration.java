package dev.offboard.orchestrator.offboarding;

import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Brings the repositories into Spring.
@Configuration(proxyBeanMethods = false)
class OffboardingConfiguration {
  @Bean
  History history(MicronautData data) {
    return data.repository(History.class);
  }

  @Bean
  IdempotencyKeys idempotencyKeys(MicronautData data) {
    return data.repository(IdempotencyKeys.class);
  }
}
