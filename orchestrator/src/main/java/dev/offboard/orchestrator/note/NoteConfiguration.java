package dev.offboard.orchestrator.note;

import java.security.SecureRandom;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads the wrapping keys once, at the start.
@Configuration(proxyBeanMethods = false)
class NoteConfiguration {
  @Bean
  WrappingKeys wrappingKeys(NoteProperties properties) {
    return new WrappingKeys(
        Objects.requireNonNullElse(properties.wrappingKeys(), ""), new SecureRandom());
  }
}
