package dev.offboard.session.login;

import dev.offboard.messaging.chassis.MicronautData;
import dev.offboard.session.token.Tokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
  @Bean
  Sessions sessions(MicronautData data, Tokens tokens) {
    return new Sessions(data.repository(StoredSessions.class), tokens);
  }
}
