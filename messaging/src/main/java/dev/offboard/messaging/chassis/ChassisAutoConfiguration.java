package dev.offboard.messaging.chassis;

import dev.offboard.messaging.wire.ContractsModule;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// Gives every service the same edges. Common settings stand in `chassis.yml`.
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@Import({Problems.class, ActuatorConfiguration.class})
public class ChassisAutoConfiguration {
  /// The largest request of most services, a note included, has a few kB; one that takes lists asks
  /// for more by `offboard.max-body-bytes`, or at some paths by `offboard.uploads`.
  private static final String MAX_BODY_BYTES = "65536";

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ContractsModule contractsModule() {
    return new ContractsModule();
  }

  @Bean
  TimeParameter timeParameter() {
    return new TimeParameter();
  }

  /// A number or a truth value is no text: a wrong type is an error that names the field.
  @Bean
  JsonMapperBuilderCustomizer textIsText() {
    return mapper ->
        mapper.withCoercionConfig(
            LogicalType.Textual,
            text -> {
              text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
  }

  @Bean
  MicronautData micronautData(DataSource dataSource) {
    return new MicronautData(dataSource);
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      @Value("${offboard.max-body-bytes:" + MAX_BODY_BYTES + "}") long maxBytes,
      @Value("${offboard.uploads.paths:}") Set<String> uploadPaths,
      @Value("${offboard.uploads.max-bytes:0}") long maxUploadBytes,
      JsonMapper mapper) {
    FilterRegistrationBean<BodyLimitFilter> registration =
        new FilterRegistrationBean<>(
            new BodyLimitFilter(
                maxBytes,
                new BodyLimitFilter.Uploads(uploadPaths, maxUploadBytes),
                new ProblemWriter(mapper)));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 110);
    return registration;
  }
}
