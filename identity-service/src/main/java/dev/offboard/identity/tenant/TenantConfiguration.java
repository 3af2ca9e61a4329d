package dev.offboard.identity.tenant;

import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TenantConfiguration {
  @Bean
  Tenants tenants(MicronautData data) {
    return data.repository(Tenants.class);
  }
}
