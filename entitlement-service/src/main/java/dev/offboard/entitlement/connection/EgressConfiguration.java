package dev.offboard.entitlement.connection;

import dev.offboard.messaging.egress.AddressRule;
import dev.offboard.messaging.egress.AddressRule.Loopback;
import dev.offboard.messaging.egress.GuardedResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Which addresses applications may have.
@Configuration(proxyBeanMethods = false)
class EgressConfiguration {
  @Bean
  AddressRule addressRule(ApplicationSettings settings) {
    return new AddressRule(settings.allowLoopback() ? Loopback.ALLOWED : Loopback.REFUSED);
  }

  @Bean
  GuardedResolver guardedResolver(AddressRule rule) {
    return new GuardedResolver(rule);
  }
}
