package dev.offboard.messaging.testkit;

import java.util.HashMap;
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
      AccessInOpenApi.addTo(context);
      context.getBeanFactory().registerSingleton("authenticity", new Trusting());
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("embedded-database", properties(service)));
    }

    private static Map<String, Object> properties(String service) {
      Map<String, Object> all = new HashMap<>(TestTokens.properties());
      all.put("spring.datasource.url", PostgresServer.newDatabaseFor(service));
      all.put("spring.datasource.username", service);
      all.put("spring.datasource.password", "tests");
      all.put("spring.flyway.user", service + "_owner");
      all.put("spring.flyway.password", "tests");
      all.put("offboard.token", EmbeddedDatabase.TOKEN);
      all.put("offboard.service-token", EmbeddedDatabase.SERVICE_TOKEN);
      all.put("offboard.consumers.enabled", "false");
      all.put("offboard.sign-in.password-cost", "4");
      all.put("spring.kafka.bootstrap-servers", "127.0.0.1:9");
      return all;
    }
  }
}
