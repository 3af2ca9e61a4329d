package dev.offboard.identity;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/// The whole service on a real PostgreSQL, without Kafka. The cheapest hash that bcrypt knows: the
/// tests are not about its cost.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = "offboard.identity.password-cost=4")
@EmbeddedDatabase("identity")
@AutoConfigureMockMvc
@Import({Company.class, OpenApiDescription.class})
public @interface IdentitySlice {}
