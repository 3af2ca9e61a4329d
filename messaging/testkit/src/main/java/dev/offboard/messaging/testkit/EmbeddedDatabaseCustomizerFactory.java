package dev.offboard.messaging.testkit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/// Finds [EmbeddedDatabase] on a test class and points the context at a new database.
final class EmbeddedDatabaseCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    EmbeddedDatabase database =
        AnnotatedElementUtils.findMergedAnnotation(testClass, EmbeddedDatabase.class);
    return database == null ? null : new Customizer(database.value());
  }

  /// Equal for equal services, so that contexts are shared between test classes.
  private record Customizer(String service) implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      context.getBeanFactory().registerSingleton("authenticity", new Trusting());
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "embedded-database",
                  Map.of(
                      "spring.datasource.url",
                      PostgresServer.newDatabaseFor(service),
                      "spring.datasource.username",
                      service,
                      "spring.datasource.password",
                      "tests",
                      "spring.flyway.user",
                      service + "_owner",
                      "spring.flyway.password",
                      "tests",
                      "offboard.token",
                      EmbeddedDatabase.TOKEN,
                      "offboard.consumers.enabled",
                      "false",
                      "spring.kafka.bootstrap-servers",
                      "127.0.0.1:9")));
    }
  }
}
