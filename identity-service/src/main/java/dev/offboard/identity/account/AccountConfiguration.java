package dev.offboard.identity.account;

import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
  @Bean
  Accounts accounts(MicronautData data) {
    return data.repository(Accounts.class);
  }
}
