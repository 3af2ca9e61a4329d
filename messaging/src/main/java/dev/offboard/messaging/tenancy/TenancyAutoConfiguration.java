package dev.offboard.messaging.tenancy;

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
  @Bean
  @ConfigurationProperties("spring.datasource.hikari")
  TenantDataSource dataSource(DataSourceProperties properties) {
    return properties.initializeDataSourceBuilder().type(TenantDataSource.class).build();
  }
}
