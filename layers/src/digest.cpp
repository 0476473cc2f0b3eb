// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/digest.hpp>

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr std::size_t chunk = 1 << 20;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

class Sha256 {
 public:
    Sha256() : context_(EVP_MD_CTX_new()) { check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr)); }
    void add(const char* bytes, std::size_t count) { check(EVP_DigestUpdate(context_.get(), bytes, count)); }
    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size));
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text += "0123456789abcdef"[digest[i] >> 4];
            text += "0123456789abcdef"[digest[i] & 15];
        }
        return text;
    }

 private:
    static void check(int ok) {
        if (ok != 1)
            throw Error(
                Problem{"", "sha256", "OpenSSL cannot compute SHA-256", "check the OpenSSL installation"});
    }
    std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes.data(), bytes.size());
    return digest.hex();
}

std::string sha256_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file))
        throw Error(
            Problem{file.string(), "", "the file cannot be opened", "check the path and the permissions"});
    Sha256 digest;
    std::vector<char> bytes(chunk);
    while (in.read(bytes.data(), chunk) || in.gcount() > 0)
        digest.add(bytes.data(), static_cast<std::size_t>(in.gcount()));
    if (in.bad())
        throw Error(Problem{file.string(), "", "the file cannot be read to its end", "check the disk"});
    return digest.hex();
}

}  // namespace djoliba
