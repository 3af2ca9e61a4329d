package dev.offboard.orchestrator.directory;

import dev.offboard.orchestrator.calls.JsonReads;
import dev.offboard.orchestrator.calls.JsonReads.Place;
import dev.offboard.orchestrator.calls.ResilientCalls;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// One client with pooled connections for all look-ups.
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {
  @Bean(defaultCandidate = false)
  @Qualifier("directory")
  ResilientCalls directoryCalls(DirectoryProperties properties, MeterRegistry metrics) {
    return new ResilientCalls(
        "identity", properties.callTimeout(), properties.totalTimeout(), metrics);
  }

  @Bean
  Directory directory(
      DirectoryProperties properties,
      @Value("${offboard.service-token}") String token,
      @Qualifier("directory") ResilientCalls calls,
      JsonMapper mapper) {
    return new Directory(properties, token.strip(), calls, mapper);
  }

  @Bean
  Accounts accounts(
      DirectoryProperties properties,
      @Value("${offboard.service-token}") String token,
      @Qualifier("directory") ResilientCalls calls,
      JsonMapper mapper) {
    return new Accounts(
        new JsonReads(
            new Place(
                "identity-service", properties.url(), token.strip(), properties.callTimeout()),
            calls,
            mapper));
  }

  @Bean(defaultCandidate = false)
  @Qualifier("entitlement")
  ResilientCalls entitlementCalls(EntitlementProperties properties, MeterRegistry metrics) {
    return new ResilientCalls(
        "entitlement", properties.callTimeout(), properties.totalTimeout(), metrics);
  }

  @Bean
  HeldRoles heldRoles(
      EntitlementProperties properties,
      @Value("${offboard.service-token}") String token,
      @Qualifier("entitlement") ResilientCalls calls,
      JsonMapper mapper) {
    return new HeldRoles(
        new JsonReads(
            new Place(
                "entitlement-service", properties.url(), token.strip(), properties.callTimeout()),
            calls,
            mapper));
  }
}
