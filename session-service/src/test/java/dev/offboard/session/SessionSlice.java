package dev.offboard.session;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The whole service on a real database, without Kafka: one context for all slice tests, which keep
/// apart by tenants of their own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@EmbeddedDatabase("session")
@Import({SessionSlice.TestClock.class, SessionApi.class, OpenApiDescription.class})
public @interface SessionSlice {
  @TestConfiguration(proxyBeanMethods = false)
  class TestClock {
    @Bean
    SettableClock settableClock() {
      return new SettableClock();
    }
  }
}
