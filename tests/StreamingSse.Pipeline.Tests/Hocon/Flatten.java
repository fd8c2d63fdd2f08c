import com.typesafe.config.*;
import java.io.File;
import java.util.*;

/** Prints what the reference implementation of HOCON makes of each file named: its keys and texts, or that it refuses the file. */
public class Flatten {
    public static void main(String[] files) {
        for (String file : files) {
            StringBuilder out = new StringBuilder("= " + file + "\n");
            try {
                Config config = ConfigFactory.parseFile(new File(file)).resolve();
                walk("", config.root(), out);
                System.out.print(out);
            } catch (RuntimeException e) {   // some of its refusals end in a null reference
                System.out.println("= " + file + "\n! " + String.valueOf(e.getMessage()).replace('\n', ' '));
            }
        }
    }

    private static void walk(String key, ConfigValue value, StringBuilder out) {
        switch (value.valueType()) {
            case OBJECT:
                for (Map.Entry<String, ConfigValue> field : new TreeMap<>((ConfigObject) value).entrySet())
                    walk(key.isEmpty() ? field.getKey() : key + ":" + field.getKey(), field.getValue(), out);
                if (((ConfigObject) value).isEmpty() && !key.isEmpty()) out.append("@ ").append(key).append('\n');
                break;
            case LIST:
                int index = 0;
                for (ConfigValue item : (ConfigList) value) walk(key + ":" + index++, item, out);
                if (index == 0) out.append("- ").append(key).append("\t\n");
                break;
            case NULL:
                out.append("@ ").append(key).append('\n');
                break;
            default:
                String text = value.valueType() == ConfigValueType.STRING ? (String) value.unwrapped() : value.render();
                out.append("- ").append(key).append('\t').append(escape(text)).append('\n');
        }
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) escaped.append(c < ' ' || c > '~' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        return escaped.toString();
    }
}
