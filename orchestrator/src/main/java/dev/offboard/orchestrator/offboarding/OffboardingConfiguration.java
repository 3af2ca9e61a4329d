package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Priority;
import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Brings the repositories into Spring, and a reader of requests for each priority.
@Configuration(proxyBeanMethods = false)
class OffboardingConfiguration {
  @Bean
  History history(MicronautData data) {
    return data.repository(History.class);
  }

  @Bean
  RequestHandler requestHandler(
      OffboardingRequests requests, Undoing undoing, RequestAnswers answers) {
    return new RequestHandler(Priority.NORMAL, requests, undoing, answers);
  }

  /// Whoever has an emergency and speaks by message writes it to a topic of its own.
  @Bean
  RequestHandler urgentRequestHandler(
      OffboardingRequests requests, Undoing undoing, RequestAnswers answers) {
    return new RequestHandler(Priority.URGENT, requests, undoing, answers);
  }

  @Bean
  IdempotencyKeys idempotencyKeys(MicronautData data) {
    return data.repository(IdempotencyKeys.class);
  }
}
