package io.polycritic.api.plugin;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a plugin, read from its configuration annotation: checks plain values (as JSON has them) and makes
 * the annotation's instance. The annotation is the only source of defaults.
 *
 * @param <C> the configuration annotation
 */
public final class ConfigSchema<C extends Annotation> {
    private final Class<C> type;
    private final Map<String, SettingSpec> settings = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();

    private ConfigSchema(Class<C> type) {
        this.type = type;
        Method[] declared = type.getDeclaredMethods();
        Arrays.sort(declared, Comparator.comparing(Method::getName));
        for (Method method : declared) {
            SettingSpec spec = describe(method);
            settings.put(spec.key(), spec);
            methods.put(spec.key(), method);
        }
    }

    /**
     * Reads an annotation type.
     *
     * @param <C> the type
     * @param type an annotation whose methods carry {@link Setting}
     * @return its schema
     * @throws IllegalArgumentException if a method lacks {@link Setting} or has a type that settings cannot have
     */
    public static <C extends Annotation> ConfigSchema<C> of(Class<C> type) {
        return new ConfigSchema<>(type);
    }

    /**
     * The settings by name.
     *
     * @return all settings, in the order of their keys
     */
    public List<SettingSpec> settings() {
        return List.copyOf(settings.values());
    }

    /**
     * Checks values and adds the defaults.
     *
     * @param values Boolean, Number, String and List values by key
     * @return all settings by key: Boolean, Long, Double, String or a List of these
     * @throws InvalidConfigException naming the key, the value and what is allowed
     */
    public Map<String, Object> complete(Map<String, ?> values) {
        for (String key : values.keySet()) {
            if (!settings.containsKey(key)) {
                throw new InvalidConfigException(key, unknown(key));
            }
        }
        Map<String, Object> complete = new LinkedHashMap<>();
        for (SettingSpec spec : settings.values()) {
            Object value = values.get(spec.key());
            if (value == null && spec.defaultValue() == null) {
                throw new InvalidConfigException(spec.key(), "is required: " + spec.description());
            }
            complete.put(spec.key(), value == null ? spec.defaultValue() : check(spec, value));
        }
        return complete;
    }

    /**
     * Makes the configuration.
     *
     * @param values Boolean, Number, String and List values by key; those left out have their defaults
     * @return an instance of the annotation
     * @throws InvalidConfigException naming the key, the value and what is allowed
     */
    public C create(Map<String, ?> values) {
        Map<String, Object> typed = new LinkedHashMap<>();
        complete(values)
                .forEach((key, value) -> typed.put(key, convert(methods.get(key).getReturnType(), value)));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object value = typed.get(method.getName());
            if (value != null && method.getParameterCount() == 0) {
                return value.getClass().isArray() ? copy(value) : value;
            }
            return switch (method.getName()) {
                case "annotationType" -> type;
                case "toString" -> "@" + type.getName() + complete(values);
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> throw new IllegalStateException("no such setting: " + method.getName());
            };
        }));
    }

    private String unknown(String key) {
        String nearest = Names.nearest(key, settings.keySet());
        String hint = nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?";
        return "is no setting" + hint + " Allowed are " + settings.keySet();
    }

    private static SettingSpec describe(Method method) {
        Setting setting = method.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalArgumentException(method + " lacks @Setting");
        }
        boolean list = method.getReturnType().isArray();
        Class<?> element = list ? method.getReturnType().getComponentType() : method.getReturnType();
        List<String> options = new ArrayList<>();
        if (element.isEnum()) {
            for (Object constant : element.getEnumConstants()) {
                options.add(option((Enum<?>) constant));
            }
        }
        Object byDefault = method.getDefaultValue();
        return new SettingSpec(
                method.getName(),
                typeOf(method, element),
                list,
                setting.value(),
                setting.unit(),
                setting.min(),
                setting.max(),
                setting.live(),
                List.copyOf(options),
                byDefault == null ? null : plain(byDefault));
    }

    private static SettingSpec.Type typeOf(Method method, Class<?> element) {
        if (element == boolean.class) {
            return SettingSpec.Type.BOOLEAN;
        } else if (element == int.class || element == long.class) {
            return SettingSpec.Type.INTEGER;
        } else if (element == double.class) {
            return SettingSpec.Type.NUMBER;
        } else if (element == String.class) {
            return SettingSpec.Type.STRING;
        } else if (element.isEnum()) {
            return SettingSpec.Type.CHOICE;
        }
        throw new IllegalArgumentException(method + ": a setting cannot be of type " + element.getName());
    }

    private static String option(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object plain(Object value) {
        if (value.getClass().isArray()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                list.add(plain(Array.get(value, i)));
            }
            return List.copyOf(list);
        } else if (value instanceof Enum<?> constant) {
            return option(constant);
        } else if (value instanceof Integer number) {
            return number.longValue();
        }
        return value;
    }

    private Object check(SettingSpec spec, Object value) {
        if (!spec.list()) {
            return checkOne(spec, spec.key(), value);
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(spec.key(), value, "a list");
        }
        List<Object> checked = new ArrayList<>();
        for (Object element : list) {
            checked.add(checkOne(spec, spec.key() + "[" + checked.size() + "]", element));
        }
        return List.copyOf(checked);
    }

    private Object checkOne(SettingSpec spec, String key, Object value) {
        switch (spec.type()) {
            case BOOLEAN -> {
                if (value instanceof Boolean) {
                    return value;
                }
                throw wrong(key, value, "true or false");
            }
            case INTEGER, NUMBER -> {
                return number(spec, key, value);
            }
            case STRING -> {
                if (value instanceof String) {
                    return value;
                }
                throw wrong(key, value, "text");
            }
            case CHOICE -> {
                if (value instanceof String && spec.options().contains(value)) {
                    return value;
                }
                throw wrong(key, value, "one of " + spec.options());
            }
        }
        throw new IllegalStateException("unknown type " + spec.type());
    }

    private Object number(SettingSpec spec, String key, Object value) {
        boolean integer = spec.type() == SettingSpec.Type.INTEGER;
        String allowed = (integer ? "a whole number" : "a number") + range(spec, integer);
        if (!(value instanceof Number number)) {
            throw wrong(key, value, allowed);
        }
        double asDouble = number.doubleValue();
        boolean whole = Double.isFinite(asDouble) && asDouble == Math.rint(asDouble);
        Class<?> returned = methods.get(spec.key()).getReturnType();
        boolean isInt = returned == int.class || returned == int[].class;
        double widest = isInt ? Integer.MAX_VALUE : Long.MAX_VALUE;
        if (Double.isNaN(asDouble)
                || asDouble < spec.min()
                || asDouble > spec.max()
                || integer && (!whole || Math.abs(asDouble) > widest)) {
            throw wrong(key, value, allowed);
        }
        return integer ? (Object) number.longValue() : (Object) asDouble;
    }

    private static String range(SettingSpec spec, boolean integer) {
        boolean low = spec.min() != Double.NEGATIVE_INFINITY;
        boolean high = spec.max() != Double.POSITIVE_INFINITY;
        if (low && high) {
            return " from " + text(spec.min(), integer) + " to " + text(spec.max(), integer);
        } else if (low) {
            return " of at least " + text(spec.min(), integer);
        }
        return high ? " of at most " + text(spec.max(), integer) : "";
    }

    private static String text(double limit, boolean integer) {
        return integer || limit == Math.rint(limit) && Math.abs(limit) < 1e15
                ? Long.toString((long) limit)
                : Double.toString(limit);
    }

    private static InvalidConfigException wrong(String key, Object value, String allowed) {
        String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return new InvalidConfigException(key, "found " + shown + ", allowed is " + allowed);
    }

    private static Object convert(Class<?> target, Object value) {
        if (target.isArray()) {
            List<?> list = (List<?>) value;
            Object array = Array.newInstance(target.getComponentType(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, convert(target.getComponentType(), list.get(i)));
            }
            return array;
        } else if (target == int.class) {
            return ((Number) value).intValue();
        } else if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .filter(constant -> option((Enum<?>) constant).equals(value))
                    .findFirst()
                    .orElseThrow();
        }
        return value;
    }

    private static Object copy(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }
}
