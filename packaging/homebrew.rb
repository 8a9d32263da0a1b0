class Armlock < Formula
  desc "Find changes to Azure templates that weaken the protection of backups"
  homepage "{{homepage}}"
  version "{{version}}"
  license "MIT"

  depends_on "git"

  on_macos do
    on_arm do
      url "{{address}}/armlock-darwin-arm64.tar.xz"
      sha256 "{{sha256 armlock-darwin-arm64.tar.xz}}"
    end
    on_intel do
      url "{{address}}/armlock-darwin-x64.tar.xz"
      sha256 "{{sha256 armlock-darwin-x64.tar.xz}}"
    end
  end

  on_linux do
    on_arm do
      url "{{address}}/armlock-linux-arm64.tar.xz"
      sha256 "{{sha256 armlock-linux-arm64.tar.xz}}"
    end
    on_intel do
      url "{{address}}/armlock-linux-x64.tar.xz"
      sha256 "{{sha256 armlock-linux-x64.tar.xz}}"
    end
  end

  def install
    bin.install "armlock"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/armlock --version")
  end
end
