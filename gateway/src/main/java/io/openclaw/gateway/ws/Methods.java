package io.openclaw.gateway.ws;

import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All methods, by name. */
@ApplicationScoped
class Methods {
  private final Map<String, Method> byName = new TreeMap<>();

  Methods(@All List<Method> methods) {
    for (Method method : methods) {
      if (byName.put(method.name(), method) != null) {
        throw new IllegalStateException("two methods are named " + method.name());
      }
    }
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Method named(String name) {
    Method method = byName.get(name);
    if (method == null) {
      throw ProblemException.of(ProblemCode.INVALID_REQUEST, "unknown method: " + name);
    }
    return method;
  }
}
