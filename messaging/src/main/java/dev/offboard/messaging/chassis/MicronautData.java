package dev.offboard.messaging.chassis;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Map;
import javax.sql.DataSource;

/// Micronaut Data JDBC repositories that join Spring's transactions. Holds a small Micronaut
/// context around Spring's own `DataSource` object: Spring binds the connection of a transaction to
/// that very object, so a repository, `JdbcClient` and the outbox see one transaction.
public final class MicronautData implements AutoCloseable {
  private final ApplicationContext context;

  MicronautData(DataSource dataSource) {
    this.context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .properties(
                Map.of(
                    "datasources.default.transaction-manager", "springJdbc",
                    "datasources.default.dialect", "POSTGRES",
                    "datasources.default.schema-generate", "NONE"))
            .build();
    context.registerSingleton(DataSource.class, dataSource, Qualifiers.byName("default"));
    context.start();
  }

  /// The repository of that type; declare it as a Spring bean. Flyway runs before its first use.
  public <R> R repository(Class<R> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
