package dev.offboard.orchestrator.directory;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  ExecutorService directoryCalls() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean(defaultCandidate = false)
  @Qualifier("directory")
  HttpClient directoryClient(
      DirectoryProperties properties, @Qualifier("directory") ExecutorService executor) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(properties.callTimeout())
        .executor(executor)
        .build();
  }

  @Bean
  Directory directory(
      DirectoryProperties properties,
      @Value("${offboard.token}") String token,
      @Qualifier("directory") HttpClient client,
      @Qualifier("directory") ExecutorService executor,
      JsonMapper mapper,
      MeterRegistry metrics) {
    ResilientCalls calls =
        new ResilientCalls("identity", client, executor, properties.totalTimeout(), metrics);
    return new Directory(properties, token.strip(), calls, mapper);
  }

  @Bean
  HeldRoles heldRoles(
      EntitlementProperties properties,
      @Value("${offboard.token}") String token,
      @Qualifier("directory") HttpClient client,
      @Qualifier("directory") ExecutorService executor,
      JsonMapper mapper,
      MeterRegistry metrics) {
    ResilientCalls calls =
        new ResilientCalls("entitlement", client, executor, properties.totalTimeout(), metrics);
    return new HeldRoles(properties, token.strip(), calls, mapper);
  }
}
