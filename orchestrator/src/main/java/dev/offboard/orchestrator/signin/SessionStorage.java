package dev.offboard.orchestrator.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.Deserializer;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;

/// How sessions lie in the database. What comes back is nothing but the few classes that we put
/// there: whoever can write a row can't make us load others (JEP 290).
@Configuration(proxyBeanMethods = false)
class SessionStorage {
  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=10;maxbytes=65536;maxarray=10000;java.lang.*;java.util.*;java.net.URL;"
              + "org.springframework.security.web.csrf.DefaultCsrfToken;"
              + "org.springframework.security.oauth2.core.*;"
              + "org.springframework.security.oauth2.core.endpoint.*;!*");

  /// Spring Session looks for this name.
  @Bean
  GenericConversionService springSessionConversionService() {
    GenericConversionService conversion = new GenericConversionService();
    conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
    conversion.addConverter(
        byte[].class, Object.class, new DeserializingConverter(new FewClasses()));
    return conversion;
  }

  private static final class FewClasses implements Deserializer<Object> {
    @Override
    public Object deserialize(InputStream in) throws IOException {
      try (ObjectInputStream objects = new ObjectInputStream(in)) {
        objects.setObjectInputFilter(OURS);
        return objects.readObject();
      } catch (ClassNotFoundException e) {
        throw new IOException("a session holds what no version of this program has put there", e);
      }
    }
  }
}
