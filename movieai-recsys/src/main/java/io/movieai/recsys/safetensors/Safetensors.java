package io.movieai.recsys.safetensors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The content of a safetensors file: named tensors, and metadata of texts.
 *
 * @param tensors by name, in the order of the file
 * @param metadata by key
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Returns a tensor.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("expected a tensor " + name + ", found " + tensors.keySet());
        }
        return tensor;
    }

    /**
     * Returns a text of the metadata.
     *
     * @throws IllegalArgumentException if there is none of that key
     */
    public String text(String key) {
        String text = metadata.get(key);
        if (text == null) {
            Set<String> keys = metadata.keySet();
            throw new IllegalArgumentException("expected " + key + " in the metadata, found " + keys);
        }
        return text;
    }
}
