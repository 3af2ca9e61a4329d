package dev.offboard.messaging.tenancy;

import com.zaxxer.hikari.util.Credentials;
import dev.offboard.messaging.password.PasswordFile;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;

/// The pool of every service is one that tells the database whose rows to show.
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(DataSourceProperties.class)
public class TenancyAutoConfiguration {
  /// A service that starts while its password is being replaced may have to try more than once; the
  /// pool does so every second.
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(15);

  @Bean
  @ConfigurationProperties("spring.datasource.hikari")
  TenantDataSource dataSource(
      DataSourceProperties properties,
      @Value("${offboard.database.password-file:#{null}}") @Nullable Path passwordFile) {
    TenantDataSource pool =
        properties.initializeDataSourceBuilder().type(TenantDataSource.class).build();
    if (passwordFile != null) {
      String user = properties.determineUsername();
      PasswordFile password = new PasswordFile(passwordFile);
      // asked before each connection: a pool outlives its password
      pool.setCredentialsProvider(() -> Credentials.of(user, password.forAttempt()));
      pool.setInitializationFailTimeout(FIRST_CONNECTION.toMillis());
    }
    return pool;
  }
}
