package dev.offboard.session.token;

import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  @Bean
  Tokens tokens(MicronautData data, TokenLifetimes lifetimes) {
    return new Tokens(data.repository(StoredTokens.class), lifetimes);
  }
}
